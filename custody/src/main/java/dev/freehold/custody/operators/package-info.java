/** The operators of the server. The configuration names them; no operator can make another. */
package dev.freehold.custody.operators;
