/**
 * Seals of rows that authorise: a code over what a row means, made with a key that the database
 * does not have, so that anyone who can write the database cannot give anybody authority.
 */
package dev.freehold.custody.seals;
