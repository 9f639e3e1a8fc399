/**
 * People who sign in with a name and a password, and the refresh tokens and devices that they use
 * afterwards.
 */
package dev.freehold.custody.people;
