/**
 * The EXO cmdlets: what the ones without these letters show of mailboxes and recipients, but only
 * the properties that are asked for.
 */
package dev.freehold.shell.exchange.exo;
