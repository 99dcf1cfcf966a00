/** Where requests come from: the trusted proxies in front of this server, and the clients behind them. */
package org.passwordresets.network;
