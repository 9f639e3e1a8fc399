/**
 * Seals of database rows. A seal is a code over what a row states, which shows whether the service
 * itself wrote the row.
 */
package dev.freehold.crypto.seal;
