/**
 * What people change of folders with their mail programs: names, subscriptions, and the counts that
 * follow when messages come and go many at a time.
 */
package dev.freehold.mail.folders;
