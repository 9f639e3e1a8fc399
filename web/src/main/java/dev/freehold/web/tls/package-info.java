/** The local certificate authority and what it issues. */
package dev.freehold.web.tls;
