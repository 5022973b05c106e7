import { extname, isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location, Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import type { Evidence, FileResult, Finding, LocalizedText } from '../../model/index.js';
import { RULES } from '../../validators/index.js';
import type { Checked } from '../dispatch/protocol.js';
import type { FormatContext } from './formatter.js';
import { doubtfulFields, doubtsOf, scannedPages } from './readings.js';
import { unreadParts } from './words.js';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * SARIF 2.1.0 for tools. PDFs have no lines: page and box stand in the location's properties, the field path is the logical
 * location. An open finding is kind `open`, whose level is by definition `none`. What could not be read is a notification.
 */
export async function* formatSarif(results: AsyncIterable<Checked>, context: FormatContext): AsyncGenerator<string> {
  const { language } = context;
  const run: Run & { results: Result[] } = {
    tool: {
      driver: {
        name: 'gouji',
        version: context.version,
        semanticVersion: context.version,
        language,
        rules: RULES.map((rule) => descriptor(rule, language)),
      },
    },
    columnKind: 'utf16CodeUnits',
    language,
    artifacts: [],
    results: [],
  };
  const notifications: Notification[] = [];
  let failed = false;
  for await (const { result } of results) {
    failed ||= result.status === 'failed';
    run.artifacts!.push({
      location: { uri: uriOf(result.file) },
      mimeType: mimeTypeOf(result.file),
      ...(result.sha256 === null ? {} : { hashes: { 'sha-256': result.sha256 } }),
      properties: {
        status: result.status,
        pages: result.pages.length,
        scannedPages: scannedPages(result),
        doubtfulFields: doubtfulFields(result),
      },
    });
    const index = run.artifacts!.length - 1;
    run.results.push(...result.findings.map((finding) => toResult(finding, result, index, language)));
    notifications.push(...toNotifications(result));
  }
  run.invocations = [
    {
      executionSuccessful: !failed,
      startTimeUtc: context.startedAt.toISOString(),
      ...(notifications.length > 0 ? { toolExecutionNotifications: notifications } : {}),
    },
  ];
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  yield `${JSON.stringify(log, null, 1)}\n`;
}

function descriptor(rule: (typeof RULES)[number], language: 'zh' | 'en'): ReportingDescriptor {
  return {
    id: rule.id,
    shortDescription: { text: rule.title[language] },
    fullDescription: { text: rule.description[language] },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { title: rule.title, description: rule.description, ...(rule.clause === undefined ? {} : { clause: rule.clause }) },
  };
}

function toResult(finding: Finding, result: FileResult, artifact: number, language: 'zh' | 'en'): Result {
  const { file } = result;
  const readings = doubtsOf(finding, result).map(({ path, reading }) => ({ path, ...reading }));
  const ruleIndex = RULES.findIndex(({ id }) => id === finding.rule);
  const place = (evidence: Evidence, note?: LocalizedText): Location => ({
    physicalLocation: { artifactLocation: { uri: uriOf(file), index: artifact } },
    logicalLocations: [{ fullyQualifiedName: evidence.path, kind: 'member' }],
    ...(note === undefined ? {} : { message: { text: note[language] } }),
    properties: { path: evidence.path, page: evidence.page, box: evidence.box },
  });
  return {
    ruleId: finding.rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    kind: finding.outcome,
    level: finding.outcome === 'fail' ? LEVELS[finding.severity] : 'none',
    message: { text: finding.message[language] },
    locations: [place(finding.at)],
    ...(finding.related.length > 0
      ? { relatedLocations: finding.related.map((related, id) => ({ id, ...place(related, related.note) })) }
      : {}),
    fingerprints: { 'gouji/v1': finding.fingerprint },
    partialFingerprints: { 'gouji/v1': finding.fingerprint },
    properties: {
      severity: finding.severity,
      message: finding.message,
      data: finding.data,
      ...(readings.length > 0 ? { readings } : {}),
      ...(finding.clause === undefined ? {} : { clause: finding.clause }),
    },
  };
}

function toNotifications(result: FileResult): Notification[] {
  const locations = [{ physicalLocation: { artifactLocation: { uri: uriOf(result.file) } } }];
  if (result.error !== null) {
    const { code, message, hint } = result.error;
    return [{ descriptor: { id: code }, level: 'error', message: { text: `${message} ${hint}`.trim() }, locations }];
  }
  return unreadParts(result).map(({ page, code, message }) => ({
    descriptor: { id: code },
    level: 'warning',
    message: { text: message },
    locations,
    properties: { page },
  }));
}

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.webp': 'image/webp',
};

/** By name, for the reader's information only; what a file is was decided by its content. */
function mimeTypeOf(file: string): string {
  return MIME_TYPES[extname(file).toLowerCase()] ?? 'application/pdf';
}

/** A valid URI reference: absolute paths as file:, others relative with every odd character escaped. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split('/').map(encodeURIComponent).join('/');
}
