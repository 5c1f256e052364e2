export * from './canonical.js';
export * from './envelope.js';
export * from './errors.js';
export * from './port.js';
