/**
 * The HTTPS side of the server: the listener, the checks that every request passes, problems (RFC
 * 9457), and metrics. Each feature lists its own routes, see {@code features.Feature}.
 */
package dev.freehold.server.http;
