/** The sources of an import: mbox files, Maildirs, message files and folders of them. */
package dev.freehold.mail.source;
