/** IMAP for mail programs: who signs in, when it listens, its figures and its health. */
package dev.freehold.server.features.imap;
