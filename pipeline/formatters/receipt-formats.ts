/** Forms a list of receipts can be written in: apart from their writers, so that the command line names them without loading those. */
export const RECEIPT_FORMATS = ['text', 'json', 'csv'] as const;
export type ReceiptFormat = (typeof RECEIPT_FORMATS)[number];
