/** Listening addresses, and how many connections each client may have. */
package dev.freehold.web.net;
