import { defineRule, fail } from '../../rule.js';
import { isBlank } from '../../words/normalise.js';

export const compilerMissing = defineRule({
  id: 'completeness/compiler-missing',
  severity: 'warning',
  title: { zh: '没有编制人或编制日期', en: 'No compiler or no compiling date' },
  description: {
    zh: '报告末尾应有报告编制人和编制日期。只有位置已找到而其中为空时才判为缺少。',
    en: 'A report ends with the name of its compiler and the date. They are called missing only where their place was found and is blank.',
  },
  reads: ['conclusion.compiler~', 'conclusion.compiledDate~'],
  messages: {
    compiler: { zh: '报告编制人未填写。', en: 'The compiler of the report is blank.' },
    date: { zh: '编制日期未填写。', en: 'The compiling date is blank.' },
    both: { zh: '报告编制人和编制日期均未填写。', en: 'Both the compiler of the report and the compiling date are blank.' },
  },
  *check({ report: { conclusion }, printed }) {
    const noCompiler = conclusion.compiler === null && isBlank(printed('conclusion.compiler'));
    const noDate = conclusion.compiledDate === null && isBlank(printed('conclusion.compiledDate'));
    if (!noCompiler && !noDate) return;
    const dateRead = conclusion.compiledDate !== null;
    yield fail(noCompiler && noDate ? 'both' : noCompiler ? 'compiler' : 'date', {
      at: noCompiler ? 'conclusion.compiler' : 'conclusion.compiledDate',
      related:
        noCompiler && (noDate || dateRead) ? [{ path: 'conclusion.compiledDate', note: { zh: '编制日期', en: 'compiling date' } }] : [],
      data: { compiler: conclusion.compiler, compiledDate: conclusion.compiledDate },
      basis: [],
    });
  },
});
