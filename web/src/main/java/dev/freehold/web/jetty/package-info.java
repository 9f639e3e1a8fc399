/** Listeners over Jetty: connections, TLS, HTTP/1.1 and HTTP/2. */
package dev.freehold.web.jetty;
