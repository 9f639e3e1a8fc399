/** What all of files shares: how a call can be refused, and every bound. */
package dev.freehold.files;
