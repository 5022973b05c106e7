import { describe, expect, it } from 'vitest';
import type { LineCrop, LineReading } from '../../../extractors/ocr/engine.js';
import { recordedEngine, Recording, recording } from '../../../extractors/ocr/recorded.js';
import { failingEngine, sayingEngine } from './mock-engines.js';

const image = { width: 1, height: 1, data: new Uint8Array([255]) };
const crop = (box: LineCrop['box'], kind: LineCrop['kind'] = 'text', page = 1): LineCrop => ({ page, box, image, scale: 1, kind });
const textOf = (reading?: LineReading): string => (reading?.characters ?? []).map(({ text }) => text).join('');

async function recorded(): Promise<Recording> {
  const engine = recording(sayingEngine('38.5'));
  await engine.read([crop([10, 10, 60, 22])]);
  await engine.close();
  return Recording.parse(JSON.parse(JSON.stringify(engine.recording)));
}

describe('recordedEngine', () => {
  it('answers a crop at nearly the same place with what was read there', async () => {
    const engine = recordedEngine(await recorded());
    const readings = await engine.read([crop([11, 9.5, 60, 22])]);
    expect(textOf(readings[0])).toBe('38.5');
    expect(readings[0]?.characters[0]).toMatchObject({ score: 0.99, from: 0, to: 0.25 });
  });

  it.each([
    ['another place', crop([10, 40, 60, 52])],
    ['a box that covers much more', crop([10, 10, 160, 22])],
    ['another page', crop([10, 10, 60, 22], 'text', 2)],
    ['another kind of reading', crop([10, 10, 60, 22], 'figure')],
  ])('names what was not recorded instead of answering blank: %s', async (_, unknown) => {
    const engine = recordedEngine(await recorded());
    await expect(engine.read([unknown])).rejects.toMatchObject({
      code: 'ocr/engine-failed',
      details: { engine: 'paddle', reason: expect.stringContaining(unknown.box[0].toFixed(1)) as string },
    });
  });

  it('takes the recording that covers the place best', async () => {
    const engine = recording(sayingEngine('甲'));
    await engine.read([crop([10, 10, 60, 22])]);
    const both = {
      ...engine.recording,
      crops: [...(await recorded()).crops, { ...engine.recording.crops[0]!, box: [14, 10, 64, 22] as LineCrop['box'] }],
    };
    const readings = await recordedEngine(both).read([crop([13, 10, 64, 22]), crop([10, 10, 61, 22])]);
    expect(readings.map(textOf)).toEqual(['甲', '38.5']);
  });
});

describe('recording', () => {
  it('passes a failure on and records nothing of it', async () => {
    const engine = recording(failingEngine());
    await expect(engine.read([crop([0, 0, 1, 1])])).rejects.toMatchObject({ code: 'ocr/engine-failed' });
    expect(engine.recording.crops).toEqual([]);
  });
});
