import { Argument, Option, type Command } from 'commander';
import { RECEIPT_FORMATS, type ReceiptFormat } from '../formatters/receipt-formats.js';
import type { Users } from '../store/tables.js';
import type { CommandIo } from './io.js';
import { LANGUAGES, type Language } from './locale.js';
import { say } from './words.js';

const ROLES: readonly Users['role'][] = ['clerk', 'reviewer', 'auditor', 'admin'];

/** What the commands around server, workers and store need of the program. */
export interface CommandSite {
  language: Language;
  io: CommandIo;
  subcommand: (name: string) => Command;
  done: (code: number) => void;
}

/** `ingest`, `serve`, `worker`, `retry`, `archive`, `user`, `doctor`: set up by the environment, each loaded only when it is run. */
export function addServiceCommands({ language, io, subcommand, done }: CommandSite): void {
  const t = (key: Parameters<typeof say>[0]): string => say(key, language);
  const command = (name: string, description: Parameters<typeof say>[0]): Command =>
    subcommand(name)
      .description(t(description))
      .addOption(new Option('--lang <language>', t('optionLang')).choices(LANGUAGES));

  command('ingest', 'ingestDescription')
    .argument('<path...>', t('ingestPaths'))
    .addOption(new Option('--name <name>', t('ingestName')))
    .addOption(new Option('--format <format>', t('optionFormat')).choices(RECEIPT_FORMATS).default('text'))
    .addOption(new Option('--out <file>', t('optionOut')))
    .addOption(new Option('--no-color', t('optionNoColor')))
    .action(async (paths: string[], given: { name?: string; format: ReceiptFormat; out?: string; color: boolean }) => {
      const { runIngestCommand } = await import('./ingest-command.js');
      done(await runIngestCommand({ ...given, paths, language }, io));
    });

  command('serve', 'serveDescription').action(async () => {
    const { runServe } = await import('./serve.js');
    done(await runServe(io));
  });

  command('worker', 'workerDescription').action(async () => {
    const { runWorker } = await import('./worker.js');
    done(await runWorker(io));
  });

  command('retry', 'retryDescription')
    .argument('[document...]', t('retryDocuments'))
    .addOption(new Option('--batch <batch>', t('retryBatch')))
    .addOption(new Option('--failed', t('retryFailed')).default(false))
    .action(async (documents: string[], given: { batch?: string; failed: boolean }) => {
      const { runRetry } = await import('./retry.js');
      done(await runRetry({ ...given, documents, language }, io));
    });

  command('archive', 'archiveDescription')
    .addOption(new Option('--run', t('archiveRun')).default(false))
    .addOption(new Option('--format <format>', t('optionFormat')).choices(['text', 'json']).default('text'))
    .action(async (given: { run: boolean; format: 'text' | 'json' }) => {
      const { runArchiveCommand } = await import('./archive.js');
      done(await runArchiveCommand({ ...given, language }, io));
    });

  command('user', 'userDescription')
    .addArgument(new Argument('<action>').choices(['add']))
    .argument('<name>', t('userName'))
    .addOption(new Option('--role <role>', t('userRole')).choices(ROLES).default('reviewer'))
    .action(async (_: 'add', name: string, { role }: { role: Users['role'] }) => {
      const { runUserAdd } = await import('./user.js');
      done(await runUserAdd({ name, role, language }, io));
    });

  command('doctor', 'doctorDescription').action(async () => {
    const { runDoctor } = await import('./doctor.js');
    done(await runDoctor({ language }, io));
  });
}
