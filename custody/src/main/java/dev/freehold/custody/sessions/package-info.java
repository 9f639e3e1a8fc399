/** What a person's browser shows after a sign-in to the console. */
package dev.freehold.custody.sessions;
