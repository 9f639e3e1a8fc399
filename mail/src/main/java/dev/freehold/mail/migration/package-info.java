/**
 * Migration: batches of mailboxes whose mail is copied from IMAP servers elsewhere, and the job
 * that copies it. It has more than 30 files because a batch, its rows and its job know each other's
 * tables; what talks to servers and what names folders is in the packages below.
 */
package dev.freehold.mail.migration;
