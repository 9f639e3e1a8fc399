/**
 * Requests and answers as all listeners see them, and the table of what may be asked. Knows neither
 * the HTTP server nor what anything is asked about.
 */
package dev.freehold.web.http;
