/** What all listeners and HTTPS clients of the product have in common: their bounds and errors. */
package dev.freehold.web;
