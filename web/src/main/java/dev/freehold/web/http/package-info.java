/**
 * Requests and answers as all listeners see them, and the table of routes. Independent of the HTTP
 * server and of what the routes do.
 */
package dev.freehold.web.http;
