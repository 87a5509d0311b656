package workbook.checker.checks.task5_1;

import java.util.OptionalInt;
import workbook.checker.checks.resume.ResumeContract;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.checks.walk.Walk;
import workbook.checker.finding.Severity;
import workbook.checker.grading.Checks;
import workbook.checker.probe.Check;
import workbook.checker.probe.Measures;
import workbook.checker.probe.Probe;

/** A server that is ready for production: how it ends, how many streams it carries, what stands before it. */
@Checks
@Measures
final class ProductionChecks {

    private Goodbyes goodbyes;
    private Shutdown shutdown;
    private SecureServer secure;
    private SevenStreams streams;
    private NginxStreams nginx;

    @Check(number = 1, en = "Messages arrive, and go on where a client was", zh = "消息送达，断开后接着发", clauses = 1)
    void messagesArrive(Probe probe) {
        QuietStream.requireDelivery(probe);
    }

    @Check(number = 2, en = "No silence is long", zh = "没有消息时发送心跳", rule = "HTML 9.2.7", clauses = 2, needs = 1)
    void noSilenceIsLong(Probe probe) {
        QuietStream.requireHeartbeat(probe);
    }

    @Check(
            number = 3,
            en = "Every stream gets a goodbye",
            zh = "每个流都收到告别",
            clauses = {3, 15},
            needs = 1)
    void everyStreamGetsAGoodbye(Probe probe) {
        goodbyes(probe).requireBye();
    }

    @Check(number = 4, en = "What was accepted comes first", zh = "已接受的消息先送到", clauses = 4, needs = 3)
    void whatWasAcceptedComesFirst(Probe probe) {
        goodbyes(probe).requireEverything();
    }

    @Check(number = 5, en = "The process ends in time", zh = "进程按时退出", clauses = 5, needs = 3)
    void theProcessEndsInTime(Probe probe) {
        shutdown(probe).requireExit();
    }

    @Check(number = 6, en = "Nobody new is let in", zh = "不再接受新连接", clauses = 6, needs = 3)
    void nobodyNewIsLetIn(Probe probe) {
        shutdown(probe).requireNobodyNew();
    }

    @Check(number = 7, en = "The next instance goes on", zh = "下一个实例接着发", clauses = 7, needs = 4)
    void theNextInstanceGoesOn(Probe probe) {
        NextInstance.startAfter(goodbyes(probe)).requireContinuation();
    }

    @Check(number = 8, en = "TLS with the right key", zh = "TLS 用对密钥", rule = "RFC 8446", clauses = 8, needs = 1)
    void tlsWithTheRightKey(Probe probe) {
        secure(probe).requireTls();
    }

    @Check(number = 9, en = "Seven streams in one tab", zh = "一个标签页七个流", rule = "RFC 9113", clauses = 9, needs = 8)
    void sevenStreamsInOneTab(Probe probe) {
        streams = new SevenStreams(probe);
        streams.measureLimit();
        streams.requireAll(secure(probe));
        probe.show(streams.table());
    }

    @Check(
            number = 10,
            en = "nginx gets an answer",
            zh = "nginx 得到响应",
            rule = "RFC 9112 section 7.1",
            clauses = 10,
            needs = 1)
    void nginxGetsAnAnswer(Probe probe) {
        nginx(probe).requireAnswer();
    }

    @Check(
            number = 11,
            en = "nginx holds nothing back",
            zh = "nginx 不缓冲",
            rule = "HTML 9.2.7",
            clauses = 11,
            needs = 10)
    void nginxHoldsNothingBack(Probe probe) {
        nginx(probe).requireNoBuffering();
    }

    @Check(
            number = 12,
            en = "nginx waits for the heartbeat",
            zh = "nginx 不断开安静的流",
            rule = "HTML 9.2.7",
            clauses = 12,
            needs = 10)
    void nginxWaitsForTheHeartbeat(Probe probe) {
        nginx(probe).requirePatience();
    }

    @Check(number = 13, en = "nginx speaks HTTP/2", zh = "nginx 使用 HTTP/2", rule = "RFC 9113", clauses = 13, needs = 10)
    void nginxSpeaksHttp2(Probe probe) {
        nginx(probe).requireHttp2();
    }

    @Check(
            number = 14,
            en = "Limits, proxies, shutdown",
            zh = "上限、代理与停机",
            clauses = 14,
            figuresOf = {5, 9})
    void limitsProxiesShutdown(Probe probe) {
        OptionalInt open = streams == null ? OptionalInt.empty() : streams.limit();
        OptionalInt code = shutdown == null ? OptionalInt.empty() : shutdown.code();
        new ProductionAnswers(probe.answers(), open, code).require();
    }

    @Check(
            number = 15,
            en = "Whatever clients do",
            zh = "无论客户端怎么做",
            clauses = 1,
            wholeContract = true,
            needs = {2, 4, 7})
    void whateverClientsDo(Probe probe) {
        Walk.require(probe, new ResumeContract(new TextPosting()));
    }

    @Check(
            number = 16,
            en = "Strangers",
            zh = "陌生人",
            clauses = {17, 18, 19},
            severity = Severity.SHOULD,
            given = true,
            needs = 10)
    void strangers(Probe probe) {
        nginx(probe).strangers().requireLimits();
    }

    @Check(
            number = 17,
            en = "Pages of other sites",
            zh = "其他网站的页面",
            clauses = 16,
            severity = Severity.SHOULD,
            given = true,
            needs = 1)
    void pagesOfOtherSites(Probe probe) {
        ForeignSites sites = ForeignSites.of(probe);
        sites.requireOwnSite("/messages");
        sites.requireOwnName("/events");
    }

    private Goodbyes goodbyes(Probe probe) {
        if (goodbyes == null) {
            goodbyes = Goodbyes.observe(probe);
        }
        return goodbyes;
    }

    private Shutdown shutdown(Probe probe) {
        if (shutdown == null) {
            shutdown = Shutdown.observe(probe);
        }
        return shutdown;
    }

    private SecureServer secure(Probe probe) {
        if (secure == null) {
            secure = SecureServer.start(probe);
        }
        return secure;
    }

    private NginxStreams nginx(Probe probe) {
        if (nginx == null) {
            nginx = NginxStreams.open(probe);
        }
        return nginx;
    }
}
