/** Asking other servers over HTTPS: whom to trust, how long to wait, how tokens are asked for. */
package dev.freehold.web.client;
