/**
 * What the cmdlets of Exchange and SharePoint share: sign-in, the choice of a server, answers read,
 * refusals made errors, filters.
 */
package dev.freehold.shell.service;
