import { ratingDespiteFailing } from '../../../../validators/rules/score/rating-despite-failing.js';
import { testRule } from '../../test-rule.js';
import type { AuditReport } from '../../../../model/index.js';
import { everyStar, SCORE_VARIANTS } from '../../score-variants.js';

function failed(change: (report: AuditReport) => void): (report: AuditReport) => void {
  return (report) => {
    Object.assign(report, SCORE_VARIANTS['not passed']!());
    change(report);
  };
}

function recommend(report: AuditReport): void {
  Object.assign(report.conclusion, { outcome: 'meets', ticked: ['meets'], tickedRecommendations: [{ under: 'meets', value: 'initial' }] });
}

testRule(ratingDespiteFailing, {
  valid: [
    { name: 'passed' },
    { name: 'not passed and said so', change: failed(() => undefined) },
    { name: 'exactly on the pass mark', change: (report) => (report.result.score = 70) },
    {
      name: 'a wrong figure, said elsewhere',
      change: (report) => (report.result.score = 65),
      stated: { 'score/result-mismatch': 'result.score' },
    },
    {
      name: 'too many special deductions, said elsewhere',
      change: (report) => {
        report.score.specialDeduction = 5;
        report.result.score = 68;
      },
      stated: { 'score/special-deduction-limit': 'score.specialDeduction' },
    },
    {
      name: 'following a wrong formula, the scores themselves pass',
      change: (report) => {
        report.score.formulaResult = report.result.score = 65;
      },
      stated: { 'score/formula-mismatch': 'score.formulaResult' },
    },
    { name: 'the star asked for in 1.9 is no rating', change: failed((report) => (report.basic.scope.star = 'five-star')) },
  ],
  invalid: [
    {
      name: 'recommended and starred',
      change: failed((report) => {
        recommend(report);
        everyStar(report, 'three-star');
      }),
      findings: [{ message: 'both', at: 'conclusion.outcome', data: { reported: 60.5 }, related: ['result.score', 'result.star'] }],
    },
    { name: 'recommended', change: failed(recommend), findings: [{ message: 'recommended', at: 'conclusion.outcome' }] },
    {
      name: 'called qualified',
      change: failed((report) => (report.result.star = 'qualified')),
      findings: [{ message: 'starred', at: 'result.star', related: ['result.score'] }],
    },
    {
      name: 'a star in the recommended scope alone',
      change: failed((report) => (report.conclusion.scope.star = 'five-star')),
      findings: [{ message: 'starred', at: 'conclusion.scope.star' }],
    },
    {
      name: 'low even without its special deductions',
      change: (report) => {
        report.score.specialDeduction = 5;
        report.result.score = 60;
      },
      stated: { 'score/special-deduction-limit': 'score.specialDeduction' },
      findings: [{ message: 'both', at: 'conclusion.outcome' }],
    },
  ],
  open: [
    {
      name: 'a doubtful score',
      change: (report) => (report.result.score = 59.5),
      readings: { 'result.score': { confidence: 0.6 } },
      findings: [{ message: 'both', at: 'conclusion.outcome' }],
    },
  ],
});
