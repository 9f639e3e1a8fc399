/**
 * What the cmdlets of Exchange and SharePoint share: sign-in, the choice of a server, parsing
 * answers, turning refusals into errors, and filters.
 */
package dev.freehold.shell.service;
