namespace Sdvp.Core.Rationale.Html;

/// <summary>Style sheets. <see cref="Base"/> is what all pages and reports share.</summary>
internal static class RationaleStyle
{
    /// <summary>Colours, type, images with boxes, answers with bars.</summary>
    public const string Base = """

        :root{color-scheme:light dark;--bg:#fcfbf9;--card:#fff;--ink:#1f1d1a;--soft:#6b665f;--line:#e5e1da;--fill:#efece6;--accent:#3b5bdb;--accent-soft:#c9d3f8;--teach:#d9480f;
          --good:#1b7f4b;--good-soft:#e3f4ea;--bad:#b3261e;--bad-soft:#fbe7e5;--warn:#8a5a00;--warn-soft:#fdf1d8;--box:#ffd43b;
          --c0:#3b5bdb;--c1:#d9480f;--c2:#1b7f4b;--c3:#9c36b5;--c4:#0c8599;--c5:#8a6d00}
        @media (prefers-color-scheme:dark){:root{--bg:#161513;--card:#1e1d1a;--ink:#edeae4;--soft:#a09a90;--line:#35322d;--fill:#2b2925;--accent:#8ea6ff;--accent-soft:#33406e;
          --teach:#ff9e64;--good:#6fd39a;--good-soft:#1c3326;--bad:#ff9a90;--bad-soft:#40211f;--warn:#f2c26b;--warn-soft:#3a2f19;
          --c0:#8ea6ff;--c1:#ff9e64;--c2:#6fd39a;--c3:#dd9bf0;--c4:#66d9e8;--c5:#ffd43b}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
        body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;font-variant-numeric:tabular-nums}
        h1{font-size:clamp(1.7rem,1.2rem + 2.4vw,2.6rem);line-height:1.15;letter-spacing:-.02em;margin:0 0 .6rem;text-wrap:balance;overflow-wrap:anywhere}
        h2{font-size:1.35rem;letter-spacing:-.01em;margin:0 0 1rem}
        h3{font-size:1.02rem;margin:0;line-height:1.35}
        p{margin:0}
        dt{font-size:.75rem;color:var(--soft)}
        dd{margin:0;font-weight:600}
        .lead{font-size:1.1rem;color:var(--soft);max-width:46rem}
        .note,.muted{color:var(--soft);font-size:.86rem}
        .note{margin-top:.8rem;max-width:46rem}
        .id{font-size:.76rem;color:var(--soft);overflow-wrap:anywhere}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
        .sheet{position:absolute}
        image.small{image-rendering:pixelated}
        .im{margin:0}
        .im svg,.thumbs svg{display:block;height:var(--h,7.5rem);width:calc(var(--h,7.5rem)*var(--a));max-width:100%;border-radius:5px;background:var(--fill)}
        .im figcaption{font-size:.74rem;color:var(--soft);margin-top:.2rem;overflow-wrap:anywhere}
        .im rect{fill:none;vector-effect:non-scaling-stroke}
        .im .under{stroke:rgba(0,0,0,.75);stroke-width:4}
        .im .under.thin{stroke-width:2.6}
        .im rect.given{stroke:var(--box);stroke-width:2}
        .im rect.asked{stroke:#fff;stroke-width:1.6}
        .im rect.rejected{stroke:#fff;stroke-width:1.2;stroke-dasharray:4 3}
        .im rect.cut{stroke:#66d9e8;stroke-width:2;stroke-dasharray:6 3}
        .im .mask{fill-opacity:.42}
        .k0{fill:#ffd43b}.k1{fill:#4dabf7}.k2{fill:#ff6b6b}.k3{fill:#69db7c}.k4{fill:#da77f2}.k5{fill:#ffa94d}
        .im text{fill:var(--box);stroke:rgba(0,0,0,.8);paint-order:stroke;font-weight:700}
        .gold{font-size:.88rem;color:var(--soft)}
        .gold b{color:var(--ink)}
        .gold.right,.gold.right b{color:var(--good)}
        .gold.wrong,.gold.wrong b{color:var(--bad)}
        .right{color:var(--good)}
        .wrong{color:var(--bad)}
        .error{color:var(--bad);font-size:.86rem;overflow-wrap:anywhere}
        code{font:13.5px/1.5 ui-monospace,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere;white-space:pre-wrap}
        .step{display:flex;flex-wrap:wrap;gap:.5rem 1.1rem}
        .images{display:flex;flex-wrap:wrap;gap:.6rem}
        .step .facts{flex:1 1 12rem;min-width:0}
        .value{overflow-wrap:anywhere}
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
        .step .gold{margin-top:.35rem}

        """;

    /// <summary>The page of one run.</summary>
    public const string Run = """

        .m0{--m:var(--c0)}.m1{--m:var(--c1)}.m2{--m:var(--c2)}.m3{--m:var(--c3)}.m4{--m:var(--c4)}.m5{--m:var(--c5)}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:.6rem;padding:.4rem .8rem;background:var(--card);z-index:9}
        .top,.cols,footer{max-width:82rem;margin:0 auto;padding:0 2rem}
        .top{padding-top:2.4rem}
        .back{margin-bottom:1rem;font-size:.9rem}
        .back a,summary,footer code{color:var(--soft)}
        .back a{text-decoration:none}
        .back a:hover{color:var(--accent);text-decoration:underline}
        .hero{display:flex;gap:2rem;flex-wrap:wrap;align-items:center}
        .inputs{display:flex;gap:.8rem;flex-wrap:wrap;--h:12rem}
        .inputs svg{border-radius:10px;box-shadow:0 1px 2px rgba(0,0,0,.12),0 8px 24px -12px rgba(0,0,0,.3)}
        .ask{flex:1 1 20rem;min-width:0}
        .ask h1{margin-top:.15rem}
        .answer{display:inline-grid;grid-template-columns:minmax(0,auto) auto minmax(0,auto);align-items:baseline;padding:.5rem 1.1rem .55rem;border-radius:12px;background:var(--fill);max-width:100%}
        .answer.right{background:var(--good-soft)}
        .answer.wrong{background:var(--bad-soft)}
        .answer .lbl{grid-column:1/-1;font-size:.74rem;opacity:.85}
        .answer b{font-size:1.45rem;line-height:1.2;letter-spacing:-.01em;overflow-wrap:anywhere}
        .answer .sign{font-size:1.2rem;margin-left:.6rem}
        .answer .want{font-size:.9rem;margin-left:.9rem}
        .answer .want b{font-size:.9rem}
        .badges{list-style:none;margin:.8rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.4rem}
        .badge{padding:.1rem .65rem;border-radius:99px;background:var(--fill);color:var(--soft);font-size:.8rem}
        .badge.warn{background:var(--warn-soft);color:var(--warn)}
        .badge.bad{background:var(--bad-soft);color:var(--bad)}
        .banner{margin-top:1.2rem;padding:.7rem 1rem;border-radius:10px;font-size:.93rem;overflow-wrap:anywhere;white-space:pre-line}
        .banner.bad{background:var(--bad-soft);color:var(--bad)}
        .banner.warn{background:var(--warn-soft);color:var(--warn)}
        .cols{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.15fr);gap:2.4rem;align-items:start;margin-top:2.4rem}
        .program:only-child{grid-column:1/-1}
        .program{position:sticky;top:1.2rem;max-height:calc(100vh - 2.4rem);overflow-y:auto;scrollbar-width:thin}
        .src{list-style:none;margin:0;padding:.5rem 0;border:1px solid var(--line);border-radius:12px;background:var(--card);overflow:hidden}
        .line{display:grid;grid-template-columns:2.4rem minmax(0,1fr) auto;gap:0 .7rem;padding:.16rem .8rem .16rem 0;align-items:start}
        .no{color:var(--soft);font-size:.74rem;text-align:right;opacity:.7;user-select:none;line-height:1.65rem}
        .line code{line-height:1.65}
        .call{color:inherit;text-decoration:none;padding:.1rem .2rem;margin:0 -.2rem;border-radius:5px;background:color-mix(in srgb,var(--m) 9%,transparent);box-decoration-break:clone;-webkit-box-decoration-break:clone}
        .call:hover{background:color-mix(in srgb,var(--m) 22%,transparent)}
        .call:target{background:color-mix(in srgb,var(--m) 26%,transparent);outline:2px solid var(--m)}
        .call.bad{--m:var(--bad)}
        .tc{color:var(--m,var(--accent));font-weight:650}
        .tw{color:var(--c3);font-weight:600}
        .tt{color:var(--c2)}
        .tn{color:var(--c1)}
        .tm{color:var(--soft);font-style:italic}
        .mark{text-decoration:underline wavy var(--warn);text-decoration-skip-ink:none;text-underline-offset:3px}
        .chips{display:flex;gap:.2rem;align-items:center;justify-content:flex-end;flex-wrap:wrap;max-width:8.5rem;padding-top:.18rem}
        .chip,.n{display:inline-grid;place-items:center;min-width:1.35rem;height:1.35rem;padding:0 .3rem;border-radius:99px;background:color-mix(in srgb,var(--m) 16%,var(--card));color:var(--m);font-size:.72rem;font-weight:700;text-decoration:none}
        a.chip:hover,a.n:hover{background:var(--m);color:var(--card)}
        .chip.bad{--m:var(--bad)}
        .finding{grid-column:2/-1;margin:.1rem 0 .35rem;padding:.3rem .7rem;border-left:3px solid var(--warn);border-radius:0 6px 6px 0;background:var(--warn-soft);color:var(--warn);font-size:.82rem;overflow-wrap:anywhere}
        .finding.bad{border-color:var(--bad);background:var(--bad-soft);color:var(--bad)}
        .finding b{font-weight:700}
        .sub{margin:1.4rem 0 .5rem}
        .replies{margin-top:1.2rem}
        summary{cursor:pointer;font-size:.86rem;padding:.2rem 0}
        summary:hover{color:var(--ink)}
        pre{margin:.5rem 0 0;padding:.8rem 1rem;border-radius:10px;background:var(--fill);font:12.5px/1.5 ui-monospace,"Cascadia Code",Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        .cards{list-style:none;margin:0;padding:0;display:grid;gap:.9rem}
        .card{position:relative;padding:.9rem 1.1rem 1.05rem;border:1px solid var(--line);border-radius:12px;background:var(--card);scroll-margin-top:1.2rem;overflow:hidden;min-width:0}
        .card:before{content:"";position:absolute;inset:0 auto 0 0;width:3px;background:var(--m)}
        .card.bad{--m:var(--bad);background:color-mix(in srgb,var(--bad-soft) 45%,var(--card))}
        .card:target{border-color:var(--m);box-shadow:0 0 0 1px var(--m),0 10px 30px -14px var(--m)}
        .head{display:flex;align-items:center;gap:.3rem .6rem;margin-bottom:.7rem;flex-wrap:wrap}
        .head h3{font:600 14px/1.4 ui-monospace,"Cascadia Code",Menlo,Consolas,monospace;overflow-wrap:anywhere;min-width:0}
        .out{color:var(--soft);font-weight:500}
        .eq{color:var(--soft)}
        .mod{color:var(--m)}
        .ver{font:11.5px/1.3 ui-monospace,Menlo,Consolas,monospace;color:var(--soft);padding:.1rem .4rem;border:1px solid var(--line);border-radius:5px;max-width:12rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        .time{margin-left:auto;display:inline-flex;align-items:center;gap:.5rem;font-size:.78rem;color:var(--soft);white-space:nowrap}
        .lane{display:inline-block;width:3.4rem;height:4px;border-radius:2px;background:var(--fill);overflow:hidden}
        .lane i{display:block;height:100%;border-radius:2px;background:var(--m);min-width:2px}
        .args{display:grid;gap:.15rem;margin:0 0 .55rem}
        .args div{display:flex;flex-wrap:wrap;gap:0 .6rem;align-items:baseline}
        .args dt{overflow-wrap:anywhere;max-width:100%}
        .args dd{font-weight:400;min-width:0;flex:1 1 9rem}
        .args code{font-size:12.5px}
        .args .text{color:var(--c2)}
        .value b{font-size:1.25rem;letter-spacing:-.01em}
        .fill{background:color-mix(in srgb,var(--m,var(--accent)) 32%,var(--fill))}
        .top .fill{background:var(--m,var(--accent))}
        .cards .bars li{grid-template-columns:minmax(4.2rem,9.5rem) minmax(3rem,1fr) 2.8rem}
        .cards .bars .name{white-space:normal;overflow-wrap:anywhere}
        .kids{margin-top:.8rem}
        .kids .cards{margin-top:.5rem;gap:.6rem}
        .kids .card{background:var(--bg)}
        footer{padding-top:2.4rem;padding-bottom:2.4rem;color:var(--soft);font-size:.78rem;overflow-wrap:anywhere}
        footer code{font-size:11.5px}
        @media (max-width:60rem){
          .cols{grid-template-columns:minmax(0,1fr);gap:2rem}
          .program{position:static;max-height:none;overflow:visible}}
        @media (max-width:46rem){
          .top,.cols,footer{padding-left:1rem;padding-right:1rem}
          .top{padding-top:1.4rem}
          .hero{gap:1.1rem}
          .inputs{--h:9.5rem}
          .card{padding:.8rem .9rem .9rem}
          .line{grid-template-columns:1.7rem minmax(0,1fr) auto;gap:0 .5rem;padding-right:.6rem}
          .chips{max-width:3.4rem}
          .lane{display:none}
          .kids .card{padding:.7rem .7rem .8rem}}
        @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
        @media print{body{background:#fff}.program{position:static;max-height:none}.card{break-inside:avoid}.skip,.back{display:none}}

        """;

    /// <summary>The list of runs.</summary>
    public const string Index = """

        .top,main{max-width:62rem;margin:0 auto;padding:0 1.5rem}
        .top{padding-top:3rem}
        main{position:relative;padding-bottom:4rem}
        .f{position:absolute;opacity:0;width:1px;height:1px;margin:0}
        .filters{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.4rem;padding:.9rem 0;margin-top:1rem;background:color-mix(in srgb,var(--bg) 92%,transparent);backdrop-filter:blur(6px)}
        .filters label{padding:.3rem .85rem;border:1px solid var(--line);border-radius:99px;background:var(--card);font-size:.88rem;cursor:pointer}
        .filters label:hover{border-color:var(--accent)}
        .filters span{margin-left:.45rem;color:var(--soft);font-size:.8rem}
        .runs{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:12px;background:var(--card);overflow:hidden}
        .runs li+li{border-top:1px solid var(--line)}
        .item{display:grid;grid-template-columns:auto minmax(0,1fr) minmax(0,11rem) minmax(0,9rem);gap:1rem;align-items:center;padding:.7rem 1rem;color:inherit;text-decoration:none}
        .item:hover{background:var(--fill)}
        .item:focus-visible{outline-offset:-3px}
        .thumbs{display:flex;gap:.3rem;--h:2.9rem;min-width:2.9rem}
        .thumbs svg{max-width:4.6rem}
        .what{display:grid}
        .q{font-weight:550;overflow-wrap:anywhere;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
        .got{display:flex;gap:.4rem;align-items:baseline;min-width:0}
        .got b{overflow-wrap:anywhere;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
        .tags{display:flex;flex-wrap:wrap;gap:.25rem;justify-content:flex-end}
        .badge{padding:.05rem .55rem;border-radius:99px;font-size:.76rem}
        .badge.warn{background:var(--warn-soft);color:var(--warn)}
        .badge.bad{background:var(--bad-soft);color:var(--bad)}
        .nothing{display:none;padding:1rem}
        #f-right:checked~.runs>:not(.is-right),#f-wrong:checked~.runs>:not(.is-wrong),#f-failed:checked~.runs>:not(.is-failed),#f-fallback:checked~.runs>:not(.is-fallback),#f-repaired:checked~.runs>:not(.is-repaired){display:none}
        .none:checked~.runs{display:none}
        .none:checked~.nothing{display:block}
        #f-all:checked~.filters [for=f-all],#f-right:checked~.filters [for=f-right],#f-wrong:checked~.filters [for=f-wrong],#f-failed:checked~.filters [for=f-failed],#f-fallback:checked~.filters [for=f-fallback],#f-repaired:checked~.filters [for=f-repaired]{background:var(--accent);border-color:var(--accent);color:var(--card)}
        #f-all:checked~.filters [for=f-all] span,#f-right:checked~.filters [for=f-right] span,#f-wrong:checked~.filters [for=f-wrong] span,#f-failed:checked~.filters [for=f-failed] span,#f-fallback:checked~.filters [for=f-fallback] span,#f-repaired:checked~.filters [for=f-repaired] span{color:inherit;opacity:.8}
        #f-all:focus-visible~.filters [for=f-all],#f-right:focus-visible~.filters [for=f-right],#f-wrong:focus-visible~.filters [for=f-wrong],#f-failed:focus-visible~.filters [for=f-failed],#f-fallback:focus-visible~.filters [for=f-fallback],#f-repaired:focus-visible~.filters [for=f-repaired]{outline:2px solid var(--accent);outline-offset:2px}
        @media (max-width:46rem){
          .top,main{padding-left:1rem;padding-right:1rem}
          .top{padding-top:1.6rem}
          .item{grid-template-columns:auto minmax(0,1fr);gap:.3rem .8rem;align-items:start}
          .thumbs{grid-row:1/4;flex-direction:column}
          .got,.tags{grid-column:2;justify-content:flex-start}}

        """;
}
