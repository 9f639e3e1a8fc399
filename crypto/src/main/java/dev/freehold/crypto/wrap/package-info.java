/** Wraps keys under keys, and makes the commitments that prove which key is the right one. */
package dev.freehold.crypto.wrap;
