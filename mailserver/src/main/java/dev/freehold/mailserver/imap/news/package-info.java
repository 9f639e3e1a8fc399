/** What happens in a selected folder while its client is being told what happened before. */
package dev.freehold.mailserver.imap.news;
