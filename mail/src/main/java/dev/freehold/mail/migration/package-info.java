/**
 * Migration: batches of mailboxes whose mail is copied from IMAP servers elsewhere, and the job
 * that copies it.
 */
package dev.freehold.mail.migration;
