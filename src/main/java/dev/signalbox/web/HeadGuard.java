package dev.signalbox.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands in a connection right after the bytes became requests, and lets nothing pass that two readers could take for two
 * things: a head that {@link Heads} refuses is answered with its problem and ends the connection, and so does a body whose
 * chunks are broken. What comes after it is no request any more.
 */
final class HeadGuard extends ChannelInboundHandlerAdapter {
    private final Runnable brokenBody;
    private boolean over;

    /** @param brokenBody is told before the body's end, which comes in place of its broken rest */
    HeadGuard(Runnable brokenBody) {
        this.brokenBody = brokenBody;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (over) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest head && head.decoderResult().isSuccess()) {
            var refusal = Heads.refusal(head);
            if (refusal != null) {
                over = true;
                head.setDecoderResult(DecoderResult.failure(refusal));
            }
            // The highest version that is spoken here answers all later ones.
            boolean old = head.protocolVersion().equals(HttpVersion.HTTP_1_0);
            head.setProtocolVersion(old ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1);
            context.fireChannelRead(head);
        } else if (message instanceof HttpContent part
                && !(message instanceof HttpRequest)
                && part.decoderResult().isFailure()) {
            over = true;
            ReferenceCountUtil.release(message);
            brokenBody.run();
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            context.fireChannelRead(message);
        }
    }
}
