/**
 * Moving owner keys between policies, renewing them, rolling root keys and availability keys,
 * recovering from their loss: all of it as jobs.
 */
package dev.freehold.custody.moves;
