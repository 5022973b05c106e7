import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FORMATS, type Format } from '../formatters/formatter.js';
import { describeError, GoujiError } from '../../model/index.js';
import type { OcrChoice } from '../../extractors/ocr/engine.js';
import { EXIT } from './exit-codes.js';
import { ReaderGone, type CommandIo } from './io.js';
import { LANGUAGES, localeLanguage, type Language } from './locale.js';
import { addServiceCommands } from './service-commands.js';
import { version } from './version.js';
import { say } from './words.js';

/** Exit codes of the shell's own: 128 + signal number. */
const EXIT_INTERRUPTED = 130;
const EXIT_READER_GONE = 141;
const OCR_CHOICES: readonly OcrChoice[] = ['auto', 'tesseract', 'paddle', 'off'];
/** Megabytes: Node with the parser and the rules loaded holds about 150. */
const LEAST_MEMORY = 256;

/**
 * Runs the command line `argv` (without node and script) and resolves to the exit code. All output goes through `io`; nothing
 * is thrown but bugs.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<number> {
  const language = languageOf(argv, io.env);
  let code: number = EXIT.clean;
  const program = buildProgram(language, io, (result) => (code = result));
  try {
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      return EXIT.trouble;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof ReaderGone) return EXIT_READER_GONE;
    if (io.signal?.aborted === true) {
      io.stderr.write(`\n${say('interrupted', language)}\n`);
      return EXIT_INTERRUPTED;
    }
    if (error instanceof CommanderError) return tellUsageError(error, language, io);
    if (!(error instanceof GoujiError)) throw error;
    const { message, hint } = describeError(error.code, error.details, language);
    io.stderr.write(`gouji: ${message} ${hint} [${error.code}]\n`);
    return EXIT.trouble;
  }
}

/** --lang wins over the locale, also for help and usage errors. */
function languageOf(argv: readonly string[], env: CommandIo['env']): Language {
  const index = argv.findIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const given = index < 0 ? undefined : (argv[index]!.split('=')[1] ?? argv[index + 1]);
  return LANGUAGES.find((language) => language === given) ?? localeLanguage(env);
}

function buildProgram(language: Language, io: CommandIo, done: (code: number) => void): Command {
  const t = (key: Parameters<typeof say>[0]): string => say(key, language);
  const program = localized(new Command('gouji'), language, io)
    .description(t('description'))
    .version(version(), '-V, --version', t('version'));
  program.addHelpText('after', `\n${t('exitCodes')}`);
  program.helpCommand(false);
  const option = (flags: string, key: Parameters<typeof say>[0]): Option => new Option(flags, t(key));
  const lang = (): Option => option('--lang <language>', 'optionLang').choices(LANGUAGES);
  const password = (): Option => option('--password <password>', 'optionPassword');
  const limits = (command: Command): Command =>
    command
      .addOption(option('--max-size <MB>', 'optionMaxSize').argParser(positive(language)).default(300))
      .addOption(option('--max-pages <n>', 'optionMaxPages').argParser(positiveInteger(language)).default(300))
      .addOption(option('--timeout <seconds>', 'optionTimeout').argParser(positive(language)).default(120))
      .addOption(option('--max-memory <MB>', 'optionMaxMemory').argParser(memory(language)).default(2048));
  const ocr = (): Option => option('--ocr <reader>', 'optionOcr').choices(OCR_CHOICES).default('auto');

  const check = subcommand(program, 'check', language, io)
    .description(t('checkDescription'))
    .argument('<path...>', t('checkPaths'))
    .addOption(option('--format <format>', 'optionFormat').choices(FORMATS).default('text'))
    .addOption(lang())
    .addOption(ocr())
    .addOption(password())
    .addOption(option('--jobs <n>', 'optionJobs').argParser(positiveInteger(language)))
    .addOption(option('--out <file>', 'optionOut'));
  limits(check)
    .addOption(option('--no-color', 'optionNoColor'))
    .addHelpText('after', `\n${t('exitCodes')}`)
    .action(async (paths: string[], given: CheckFlags) => {
      const { runCheck } = await import('./check.js');
      const { format, ocr: reader, password: opens, jobs, out, color } = given;
      done(await runCheck({ ...limitsOf(given), paths, language, format, ocr: reader, password: opens, jobs, out, color }, io));
    });

  subcommand(program, 'rules', language, io)
    .description(t('rulesDescription'))
    .addOption(option('--format <format>', 'optionFormat').choices(['text', 'json']).default('text'))
    .addOption(lang())
    .addOption(option('--no-color', 'optionNoColor'))
    .action(async ({ format, color }: { format: 'text' | 'json'; color: boolean }) => {
      const { runRules } = await import('./rules.js');
      await runRules({ format, language, color }, io);
    });

  limits(
    subcommand(program, 'inspect', language, io)
      .description(t('inspectDescription'))
      .argument('<file>', t('inspectFile'))
      .addOption(option('--out <folder>', 'inspectOut').makeOptionMandatory())
      .addOption(ocr())
      .addOption(password())
      .addOption(lang()),
  ).action(async (file: string, given: Omit<CheckFlags, 'format' | 'color'> & { out: string }) => {
    const { runInspect } = await import('./inspect.js');
    const { out, ocr: reader, password: opens } = given;
    done(await runInspect({ ...limitsOf(given), file, folder: out, ocr: reader, password: opens, language }, io));
  });
  addServiceCommands({ language, io, done, subcommand: (name) => subcommand(program, name, language, io) });
  return program;
}

interface LimitFlags {
  maxSize: number;
  maxPages: number;
  timeout: number;
  maxMemory: number;
}

interface CheckFlags extends LimitFlags {
  format: Format;
  ocr: OcrChoice;
  password?: string;
  jobs?: number;
  out?: string;
  color: boolean;
}

function limitsOf({ maxSize, maxPages, timeout, maxMemory }: LimitFlags): {
  maxBytes: number;
  maxPages: number;
  timeoutSeconds: number;
  memoryMegabytes: number;
} {
  return { maxBytes: Math.floor(maxSize * 1e6), maxPages, timeoutSeconds: timeout, memoryMegabytes: maxMemory };
}

function subcommand(program: Command, name: string, language: Language, io: CommandIo): Command {
  const command = localized(new Command(name), language, io);
  program.addCommand(command);
  return command;
}

/** Commander's own words in the user's language, on our streams, and errors thrown instead of ending the process. */
function localized(command: Command, language: Language, io: CommandIo): Command {
  const headings: Readonly<Record<string, string>> = {
    'Usage:': say('usageHeading', language),
    'Arguments:': say('argumentsHeading', language),
    'Options:': say('optionsHeading', language),
    'Commands:': say('commandsHeading', language),
  };
  return command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
    })
    .configureHelp({
      styleTitle: (title) => headings[title] ?? title,
      optionDescription: ({ description, argChoices, defaultValue }) => {
        const notes = [
          ...(argChoices ? [`${say('choices', language)} ${argChoices.join('|')}`] : []),
          ...(defaultValue === undefined || typeof defaultValue === 'boolean'
            ? []
            : [`${say('defaultValue', language)} ${String(defaultValue)}`]),
        ];
        return notes.length === 0
          ? description
          : `${description}（${notes.join('；')}）`.replace(/[（）；]/g, (mark) =>
              language === 'zh' ? mark : { '（': ' (', '）': ')', '；': '; ' }[mark]!,
            );
      },
    })
    .helpOption('-h, --help', say('help', language));
}

/** Help and version were printed already; everything else is a usage error. */
function tellUsageError(error: CommanderError, language: Language, io: CommandIo): number {
  if (error.exitCode === 0) return EXIT.clean;
  const what = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const sentences: Readonly<Record<string, Parameters<typeof say>[0]>> = {
    'commander.unknownOption': 'unknownOption',
    'commander.unknownCommand': 'unknownCommand',
    'commander.missingArgument': 'missingArgument',
    'commander.missingMandatoryOptionValue': 'missingOption',
    'commander.optionMissingArgument': 'optionMissingArgument',
    'commander.excessArguments': 'excessArguments',
  };
  const key = sentences[error.code];
  const sentence =
    key === undefined ? say('invalidArgument', language, { what: error.message.replace(/^error: /, '') }) : say(key, language, { what });
  io.stderr.write(`gouji: ${sentence}\n${say('seeHelp', language)}\n`);
  return EXIT.trouble;
}

function positive(language: Language): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError(say('notPositive', language, { what: text }));
    return value;
  };
}

/** Less than a process needs before it reads anything would only refuse every document. */
function memory(language: Language): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < LEAST_MEMORY) {
      throw new InvalidArgumentError(say('tooLittleMemory', language, { what: text, n: LEAST_MEMORY }));
    }
    return value;
  };
}

function positiveInteger(language: Language): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError(say('notPositiveInteger', language, { what: text }));
    return value;
  };
}
