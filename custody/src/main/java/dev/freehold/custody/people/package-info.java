/**
 * People who sign in with a name and a password, and what their clients and devices go on with
 * afterwards.
 */
package dev.freehold.custody.people;
