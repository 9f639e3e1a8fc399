/**
 * HTTPS clients of other servers: which certificates they trust, how long they wait, and how they
 * get tokens.
 */
package dev.freehold.web.client;
