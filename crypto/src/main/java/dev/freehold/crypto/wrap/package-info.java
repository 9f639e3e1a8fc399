/** Wraps keys under keys, and the commitments that prove which key is the right one. */
package dev.freehold.crypto.wrap;
