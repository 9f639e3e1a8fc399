/**
 * People who sign in with a name and a password; the refresh tokens and devices that they use
 * afterwards, and the app passwords of their mail programs.
 */
package dev.freehold.custody.people;
