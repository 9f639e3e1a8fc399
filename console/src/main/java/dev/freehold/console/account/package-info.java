/** The reader's own sign-ins. */
package dev.freehold.console.account;
