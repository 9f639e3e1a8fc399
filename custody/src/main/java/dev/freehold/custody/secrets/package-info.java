/**
 * Random secrets that the server makes up and somebody shows later: tokens for programs, letters
 * for people. Only their hashes are kept.
 */
package dev.freehold.custody.secrets;
