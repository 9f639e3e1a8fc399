/**
 * Envelopes: what lists, sorting, threads and searches need of a message without its bytes. An
 * envelope is content: it is sealed in SQL, and never in a log.
 */
package dev.freehold.mail.envelope;
