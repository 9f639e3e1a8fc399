/**
 * The cmdlets for mailboxes and mail users: the directory, statistics, holds, and moves under a
 * policy.
 */
package dev.freehold.shell.exchange.recipients;
