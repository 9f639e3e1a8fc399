/**
 * People who sign in with a name and a password; the refresh tokens and devices that they use
 * afterwards, and the app passwords of their mail programs. Operators, who have no password, sign
 * in at browsers here too: such a browser waits as a device does, in the same table.
 *
 * <p>This package has more than 30 files because each kind of what a person shows to sign in has
 * rows, rules and a type of its own.
 */
package dev.freehold.custody.people;
