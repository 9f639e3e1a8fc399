/**
 * Bounded thread pools for work that keeps a processor busy: making keys, RSA, hashing passwords,
 * making and checking PDF files.
 */
package dev.freehold.crypto.work;
