/**
 * What commands tell the store, and the store tells commands, beside what James's interfaces have
 * room for.
 */
package dev.freehold.mailserver.hints;
