/** Contract: nothing failed; a discrepancy of severity error or warning; usage error or a file that could not be read. */
export const EXIT = { clean: 0, findings: 1, trouble: 2 } as const;
