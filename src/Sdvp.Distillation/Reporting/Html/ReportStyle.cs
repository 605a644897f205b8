namespace Sdvp.Distillation.Reporting.Html;

/// <summary>The style sheet of reports.</summary>
internal static class ReportStyle
{
    public const string Css = """

        :root{--bg:#fcfbf9;--card:#fff;--ink:#1f1d1a;--soft:#6b665f;--line:#e5e1da;--fill:#efece6;--accent:#3b5bdb;--accent-soft:#c9d3f8;--teach:#d9480f;
          --good:#1b7f4b;--good-soft:#e3f4ea;--bad:#b3261e;--bad-soft:#fbe7e5;--box:#ffd43b;
          --c0:#3b5bdb;--c1:#d9480f;--c2:#1b7f4b;--c3:#9c36b5;--c4:#0c8599;--c5:#8a6d00}
        @media (prefers-color-scheme:dark){:root{--bg:#161513;--card:#1e1d1a;--ink:#edeae4;--soft:#a09a90;--line:#35322d;--fill:#2b2925;--accent:#8ea6ff;--accent-soft:#33406e;
          --teach:#ff9e64;--good:#6fd39a;--good-soft:#1c3326;--bad:#ff9a90;--bad-soft:#40211f;
          --c0:#8ea6ff;--c1:#ff9e64;--c2:#6fd39a;--c3:#dd9bf0;--c4:#66d9e8;--c5:#ffd43b}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
        body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;font-variant-numeric:tabular-nums}
        header,main{max-width:68rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:3.5rem}
        h1{font-size:clamp(1.7rem,1.2rem + 2.4vw,2.6rem);line-height:1.15;letter-spacing:-.02em;margin:0 0 .6rem;text-wrap:balance}
        h2{font-size:1.35rem;letter-spacing:-.01em;margin:0 0 1rem}
        h3{font-size:1.02rem;margin:0;line-height:1.35}
        p{margin:0}
        .lead{font-size:1.1rem;color:var(--soft);max-width:46rem}
        header .facts{display:flex;flex-wrap:wrap;gap:.4rem 2.2rem;margin:1.6rem 0 0;padding:1rem 0;border-top:1px solid var(--line)}
        dt{font-size:.75rem;color:var(--soft)}
        dd{margin:0;font-weight:600}
        nav{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:.7rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
        nav a{color:var(--accent);text-decoration:none}
        nav a:hover{text-decoration:underline}
        section{margin:3rem 0}
        .note,.muted{color:var(--soft);font-size:.86rem}
        .note{margin-top:.8rem;max-width:46rem}
        .scroll{overflow-x:auto;border:1px solid var(--line);border-radius:10px;background:var(--card)}
        table{border-collapse:collapse;width:100%;font-size:.95rem}
        th,td{padding:.7rem .9rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
        thead th{border-top:0;font-size:.8rem;font-weight:600;color:var(--soft);white-space:nowrap}
        tbody th{font-weight:600}
        .num{text-align:right}
        .none{color:var(--soft)}
        .results td{min-width:7.6rem}
        .results th:first-child{position:sticky;left:0;background:var(--card);z-index:1;max-width:13rem}
        .results .mean{font-size:1.06rem}
        .results .best .mean{font-weight:750}
        .results .ci{display:block;color:var(--soft);font-size:.78rem;white-space:nowrap}
        .track{display:block;position:relative;height:9px;margin-top:.35rem}
        .track:before{content:"";position:absolute;left:0;right:0;top:4px;height:1px;background:var(--line)}
        .track .range{position:absolute;top:3px;height:3px;border-radius:2px;background:var(--accent-soft)}
        .track .dot{position:absolute;top:0;width:9px;height:9px;margin-left:-4.5px;border-radius:50%;background:var(--card);border:2px solid var(--accent)}
        .best .track .dot{background:var(--accent)}
        .share span:first-child{display:block}
        .gauge{display:block;height:5px;width:7rem;margin-top:.3rem;border-radius:3px;background:var(--fill)}
        .gauge i{display:block;height:100%;border-radius:3px;background:var(--accent)}
        .reason{display:inline-block;margin:0 .35rem .3rem 0;padding:.05rem .5rem;border-radius:6px;background:var(--fill);font-size:.82rem;white-space:nowrap}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1.2rem}
        .chart{margin:0;padding:1rem 1.1rem .8rem;border:1px solid var(--line);border-radius:10px;background:var(--card)}
        .chart svg{display:block;width:100%;height:auto;margin-top:.5rem}
        .legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;font-size:.82rem;color:var(--soft);margin-top:.2rem}
        .key{display:inline-block;width:14px;height:3px;border-radius:2px;margin-right:.4rem;vertical-align:middle}
        .grid{stroke:var(--line)}
        .tick,.axis{font-size:11.5px;fill:var(--soft)}
        .end{text-anchor:end}.mid{text-anchor:middle}
        .line{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}
        .point{stroke:var(--card);stroke-width:1.2}
        .line.c0{stroke:var(--c0)}.line.c1{stroke:var(--c1)}.line.c2{stroke:var(--c2)}.line.c3{stroke:var(--c3)}.line.c4{stroke:var(--c4)}.line.c5{stroke:var(--c5)}
        .point.c0{fill:var(--c0)}.point.c1{fill:var(--c1)}.point.c2{fill:var(--c2)}.point.c3{fill:var(--c3)}.point.c4{fill:var(--c4)}.point.c5{fill:var(--c5)}
        .key.c0{background:var(--c0)}.key.c1{background:var(--c1)}.key.c2{background:var(--c2)}.key.c3{background:var(--c3)}.key.c4{background:var(--c4)}.key.c5{background:var(--c5)}
        .sheet{position:absolute}
        image{image-rendering:pixelated}
        .im{margin:0}
        .im svg{display:block;height:var(--h,7.5rem);width:calc(var(--h,7.5rem)*var(--a));max-width:100%;border-radius:5px;background:var(--fill)}
        .im figcaption{font-size:.74rem;color:var(--soft);margin-top:.2rem}
        .im rect{fill:none;vector-effect:non-scaling-stroke}
        .im .under{stroke:rgba(0,0,0,.75);stroke-width:4}
        .im .under.thin{stroke-width:2.6}
        .im rect.given{stroke:var(--box);stroke-width:2}
        .im rect.rejected{stroke:#fff;stroke-width:1.2;stroke-dasharray:4 3}
        .im rect.cut{stroke:#66d9e8;stroke-width:2;stroke-dasharray:6 3}
        .im text{fill:var(--box);stroke:rgba(0,0,0,.8);paint-order:stroke;font-weight:700}
        .example{margin-top:1.4rem;border:1px solid var(--line);border-radius:12px;background:var(--card);overflow:hidden}
        .question{display:flex;gap:1.4rem;padding:1.2rem;flex-wrap:wrap}
        .inputs{display:flex;gap:.7rem;--h:10rem}
        .asked{flex:1 1 18rem}
        .asked h3{font-size:1.3rem;letter-spacing:-.01em;margin:.1rem 0 .35rem;text-wrap:balance}
        .id,.run{font-size:.76rem;color:var(--soft)}
        .gold{font-size:.88rem;color:var(--soft)}
        .gold b{color:var(--ink)}
        .gold.right,.gold.right b{color:var(--good)}
        .gold.wrong,.gold.wrong b{color:var(--bad)}
        .verdicts{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:.9rem}
        .verdict{display:grid;grid-template-columns:auto auto;column-gap:.7rem;align-items:baseline;padding:.4rem .8rem;border-radius:8px;background:var(--fill)}
        .verdict .run{grid-column:1/-1}
        .verdict b{font-size:1.1rem}
        .verdict .error{grid-column:1/-1}
        .right{color:var(--good)}.verdict.right{background:var(--good-soft)}
        .wrong{color:var(--bad)}.verdict.wrong{background:var(--bad-soft)}
        .verdict .run{color:inherit;opacity:.85}
        .error{color:var(--bad);font-size:.86rem;overflow-wrap:anywhere}
        .steps{list-style:none;margin:0;padding:0}
        .steps>li{border-top:1px solid var(--line);padding:.9rem 1.2rem 1.1rem}
        .source{display:flex;gap:.8rem;align-items:baseline}
        code{font:13.5px/1.5 ui-monospace,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere;white-space:pre-wrap}
        .index{flex:none;min-width:1.1rem;font-size:.8rem;color:var(--soft);text-align:right}
        .runs{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:1.6rem;margin:.7rem 0 0 1.9rem}
        .cell>.run{margin-bottom:.3rem}
        .cell:only-child{max-width:34rem}
        .step{display:flex;flex-wrap:wrap;gap:.5rem 1.1rem}
        .images{display:flex;flex-wrap:wrap;gap:.6rem}
        .step .facts{flex:1 1 12rem;min-width:0}
        .value b{font-size:1.05rem}
        .bars{list-style:none;margin:0;padding:0}
        .bars li{display:grid;grid-template-columns:minmax(4.2rem,7.5rem) minmax(3rem,1fr) 2.8rem;gap:.6rem;align-items:center;font-size:.86rem;padding:.13rem 0;color:var(--soft)}
        .bars .top{color:var(--ink);font-weight:600}
        .bars .name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        .bars .p{text-align:right}
        .bar{position:relative;height:10px;border-radius:3px;background:var(--fill)}
        .fill{position:absolute;inset:0 auto 0 0;border-radius:3px;background:var(--accent-soft)}
        .top .fill{background:var(--accent)}
        .taught{position:absolute;top:-3px;bottom:-3px;width:3px;margin-left:-1.5px;border-radius:2px;background:var(--teach);box-shadow:0 0 0 1px var(--card)}
        .tick-key{display:inline-block;width:3px;height:14px;border-radius:2px;background:var(--teach);vertical-align:-2px}
        .step .gold{margin-top:.35rem}
        @media (max-width:46rem){
          header{padding-top:2rem}
          .runs{grid-auto-flow:row;margin-left:0;gap:1rem}
          .inputs{--h:8rem}
          .steps>li,.question{padding-left:.9rem;padding-right:.9rem}}
        @media print{body{background:#fff}.example,.chart{break-inside:avoid}nav{display:none}}

        """;
}
