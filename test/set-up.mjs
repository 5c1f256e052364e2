export { setUp as default } from './temporary-files.mjs';
