/** The local certificate authority and the certificates that it issues. */
package dev.freehold.web.tls;
