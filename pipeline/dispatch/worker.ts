import { serve } from './serve.js';

/** Entry of the child process. */
serve();
